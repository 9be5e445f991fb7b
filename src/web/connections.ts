import { BlockList, isIP, type Server, type Socket } from 'node:net'
import { hostOf } from './limit.ts'

/** Enough for a browser and its prefetching, many times over. */
const mostPerAddress = 100

/** The networks behind the names that TRUST_PROXY accepts (RFC 1122, 1918, 3927, 4193, 4291). */
const networks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Closes what one address opens beyond its share, lest it shut everybody out; web servers in front may. */
export function limitConnections(server: Server, trustProxy: readonly string[], most = mostPerAddress): void {
  const trusted = blockListOf(trustProxy)
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(address) !== 0 && trusted.check(address, family)) return
    const host = hostOf(address)
    const count = (open.get(host) ?? 0) + 1
    if (count > most) return void socket.destroy()
    open.set(host, count)
    socket.once('close', () => {
      const left = (open.get(host) ?? 1) - 1
      if (left === 0) open.delete(host)
      else open.set(host, left)
    })
  })
}

function blockListOf(names: readonly string[]): BlockList {
  const list = new BlockList()
  for (const name of names.flatMap((one) => networks[one] ?? [one])) {
    const [address = '', bits] = name.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

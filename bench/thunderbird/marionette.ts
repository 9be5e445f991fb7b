import { connect, type Socket } from 'node:net'
import { until } from '../../test/support/worker.ts'

/** A line to the inside of a running Thunderbird (Mozilla's Marionette, protocol 3). */
export interface Marionette {
  /** Runs a function there, with all rights; it knows nothing of the lines around it, and its arguments are plain values. */
  run<Args extends unknown[], Result>(
    inside: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>
  /** Ends the program as its menu does. */
  quit(): Promise<void>
}

/** How long the program may take for one thing that it is asked. */
const scriptMs = 60_000

/** Connects as soon as the program listens. */
export async function openMarionette(port: number): Promise<Marionette> {
  let socket: Socket | null = null
  await until(async () => (socket = await tryConnect(port)) !== null, 60, 'Thunderbird listens')
  const send = speak(socket!)
  await send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } })
  await send('WebDriver:SetTimeouts', { script: scriptMs })
  await send('Marionette:SetContext', { value: 'chrome' })
  return {
    async run(inside, ...args) {
      const script = `
        const done = arguments[arguments.length - 1]
        const { cal } = ChromeUtils.importESModule('resource:///modules/calendar/calUtils.sys.mjs')
        Promise.resolve().then(() => (${inside.toString()})(...arguments[0])).then(
          (value) => done(JSON.stringify({ value })),
          (error) => done(JSON.stringify({ error: String(error) + error?.stack })),
        )`
      const answer = (await send('WebDriver:ExecuteAsyncScript', {
        script,
        args: [args],
        sandbox: 'system',
        newSandbox: true,
      })) as { value: string }
      const { value, error } = JSON.parse(answer.value) as { value: never; error?: string }
      if (error !== undefined) throw new Error(`Thunderbird: ${error}`)
      return value
    },
    async quit() {
      await send('Marionette:Quit', { flags: ['eForceQuit'] })
      socket!.destroy()
    },
  }
}

async function tryConnect(port: number): Promise<Socket | null> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('data', () => resolve(socket)).once('error', () => resolve(null))
  })
}

/** Commands are `LENGTH:[0,id,name,parameters]`, answers `LENGTH:[1,id,error,result]`. */
function speak(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let bytes = Buffer.alloc(0)
  let last = 0
  socket.on('data', (data: Buffer) => {
    bytes = Buffer.concat([bytes, data])
    for (let colon = bytes.indexOf(':'); colon !== -1; colon = bytes.indexOf(':')) {
      const end = colon + 1 + Number(bytes.subarray(0, colon).toString())
      if (bytes.length < end) return
      const [, id, error, result] = JSON.parse(bytes.subarray(colon + 1, end).toString()) as Answer
      bytes = bytes.subarray(end)
      if (error === null) waiting.get(id)?.resolve(result)
      else waiting.get(id)?.reject(new Error(`Thunderbird: ${error.message}`))
      waiting.delete(id)
    }
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Thunderbird ended'))
  })
  return async (name, parameters) => {
    const id = (last += 1)
    const text = JSON.stringify([0, id, name, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      const late = () => reject(new Error(`Thunderbird did not answer ${name}`))
      setTimeout(late, scriptMs + 10_000).unref()
    })
  }
}

type Answer = [number, number, { message: string } | null, unknown]

import { connect, type Socket } from 'node:net'
import { until } from '../../test/support/worker.ts'

/** Sends one command of Mozilla's Marionette, protocol 3, which controls Thunderbird as it does Firefox. */
export type Send = (name: string, parameters: object) => Promise<unknown>

const startSeconds = 60
const answerMs = 60_000

/** Connects as soon as the program listens; `end` closes the line. */
export async function openMarionette(port: number): Promise<{ send: Send; end(): void }> {
  let socket: Socket | null = null
  await until(
    async () => {
      socket = await tryConnect(port)
      return socket !== null
    },
    startSeconds,
    'Thunderbird listens',
  )
  const send = speak(socket!)
  await send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } })
  await send('WebDriver:SetTimeouts', { script: answerMs })
  await send('Marionette:SetContext', { value: 'chrome' })
  return { send, end: () => socket!.destroy() }
}

/** The program greets first. */
async function tryConnect(port: number): Promise<Socket | null> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('data', () => resolve(socket)).once('error', () => resolve(null))
  })
}

type Answer = [number, number, { message: string } | null, unknown]

/** Commands are `LENGTH:[0,id,name,parameters]`, answers `LENGTH:[1,id,error,result]`. */
function speak(socket: Socket): Send {
  const waiting = new Map<number, (error: Error | null, result: unknown) => void>()
  let bytes = Buffer.alloc(0)
  let last = 0
  socket.on('data', (data: Buffer) => {
    bytes = Buffer.concat([bytes, data])
    for (let colon = bytes.indexOf(':'); colon !== -1; colon = bytes.indexOf(':')) {
      const end = colon + 1 + Number(bytes.subarray(0, colon).toString())
      if (bytes.length < end) return
      const [, id, error, result] = JSON.parse(bytes.subarray(colon + 1, end).toString()) as Answer
      bytes = bytes.subarray(end)
      waiting.get(id)?.(error === null ? null : new Error(`Thunderbird: ${error.message}`), result)
      waiting.delete(id)
    }
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const answer of waiting.values()) answer(new Error('Thunderbird ended'), null)
  })
  return async (name, parameters) => {
    const id = (last += 1)
    const text = JSON.stringify([0, id, name, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Thunderbird does not answer ${name}`)), answerMs)
      waiting.set(id, (error, result) => {
        clearTimeout(late)
        if (error === null) resolve(result)
        else reject(error)
      })
    })
  }
}

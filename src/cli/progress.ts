const width = 24

/** Shows how far a long run has come: a bar on a terminal, a line for each tenth elsewhere. */
export function openProgress(
  stream: NodeJS.WriteStream = process.stderr,
): (doing: string, done: number, of: number) => void {
  let last = ''
  return (doing, done, of) => {
    const share = of === 0 ? 1 : done / of
    if (stream.isTTY) {
      const filled = Math.round(share * width)
      stream.write(
        `\r${doing.padEnd(10)} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${done}/${of}${done >= of ? '\n' : ''}`,
      )
      return
    }
    const line = `${doing}: ${Math.floor(share * 10) * 10} %`
    if (line !== last) stream.write(`${doing}: ${done} of ${of}\n`)
    last = line
  }
}

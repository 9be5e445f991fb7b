/** One thing that was looked at; `ok` null: only noted, it is not ours to promise. */
export interface Row {
  step: string
  promise: string
  seen: string
  ok: boolean | null
}

export function renderTable(rows: readonly Row[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |\n`
  return [
    line(['step', 'promise', 'seen', 'ok']),
    line(['---', '---', '---', '---']),
    ...rows.map(({ step, promise, seen, ok }) =>
      line([step, promise, seen, ok === null ? '–' : ok ? 'yes' : '**NO**']),
    ),
  ].join('')
}

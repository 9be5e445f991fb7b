/** Asks once for each of the last texts: a line is asked the same by a dozen decisions, one after the other. */
export function remembered<Value>(read: (text: string) => Value, most = 400): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size >= most) known.clear()
    known.set(text, value)
    return value
  }
}

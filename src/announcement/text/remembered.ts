/** Remembers the answers for the latest texts: a dozen decisions ask the same of a line in turn. */
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

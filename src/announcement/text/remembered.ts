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

/** Finds out once what many decisions ask of a document: kept as long as the document itself. */
export function keptWith<Key extends object, Value extends object>(
  read: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = read(key)
    known.set(key, value)
    return value
  }
}

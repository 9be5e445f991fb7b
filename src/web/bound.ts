/** Makes room for one more by forgetting what came first, so that no stranger fills the memory. */
export function keepBelow(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size < most) return
    map.delete(key)
  }
}

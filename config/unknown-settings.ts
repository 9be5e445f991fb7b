import { settingsTable } from './settings-table.ts'

/** Of Docker, Node and the system, which stand in the same file. */
const others =
  /^(?:COMPOSE_\w+|DOCKER_\w+|NODE_(?:ENV|OPTIONS|NO_WARNINGS)|TZ|LANG|LC_\w+|PATH|SSL_CERT_\w+|(?:HTTPS?|NO|ALL)_PROXY)$/i

/** Names that no setting has, such as POLL_EVERY_SECOND: what they should set has its default. */
export function unknownIn(names: readonly string[]): string[] {
  const known = new Set(
    settingsTable.flatMap(({ name, ...more }) => ('secret' in more ? [name, `${name}_FILE`] : [name])),
  )
  return names.filter((name) => !known.has(name) && !others.test(name)).toSorted()
}

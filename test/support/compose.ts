import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { parse } from 'yaml'

interface Service {
  env_file?: string
  environment?: Record<string, string | number>
  volumes?: string[]
  user?: string
  read_only?: boolean
  mem_limit?: string
  pids_limit?: number
  cap_drop?: string[]
  ports?: string[]
  logging?: object
}

/** A service as Docker Compose would start it: its environment, and the files of the host that it sees. */
export interface ComposedService extends Service {
  env: Record<string, string>
  /** By path in the container. */
  files: Map<string, string>
}

/** Reads a compose file together with the .env beside it: `${NAME:-x}` and `${NAME:+x}` as Compose fills them in. */
export function composeServices(composeFile: string, envFile: string): Record<string, ComposedService> {
  const values = parseEnv(readFileSync(envFile, 'utf8'))
  const fill = (text: string) =>
    text.replace(/\$\{([A-Z_]+):([-+])([^${}]*)\}/g, (_, name: string, sign: string, word: string) => {
      const value = values[name] ?? ''
      if (sign === '-') return value === '' ? word : value
      return value === '' ? '' : word
    })
  // One may stand in another: from the inside out.
  let filled = readFileSync(composeFile, 'utf8')
  while (fill(filled) !== filled) filled = fill(filled)
  const { services } = parse(filled, { merge: true }) as { services: Record<string, Service> }
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      name,
      {
        ...service,
        env: {
          ...(service.env_file === undefined ? {} : (values as Record<string, string>)),
          ...Object.fromEntries(
            Object.entries(service.environment ?? {}).map(([key, value]) => [
              key,
              value === null ? '' : String(value),
            ]),
          ),
        },
        files: new Map(
          (service.volumes ?? [])
            .filter((volume) => /^[./]/.test(volume))
            .map((volume) => volume.split(':') as [string, string])
            .map(([host, inside]) => [inside, host]),
        ),
      },
    ]),
  )
}

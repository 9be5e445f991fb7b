import { settingsTable, type Setting, type SettingName } from './settings-table.ts'

/** Reads single settings, and collects what is wrong with them. */
export interface SettingReader {
  problems: string[]
  text(name: SettingName): string | null
  required(name: SettingName): string
  integer(name: SettingName, min: number, max: number): number
  oneOf<Value extends string>(name: SettingName, allowed: readonly Value[]): Value
  url(name: SettingName, protocols: readonly string[]): string | null
}

/** Reads from an environment; `readFile` gives a secret's text by its path. */
export function openSettingReader(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): SettingReader {
  const problems: string[] = []
  const rows = new Map<string, Setting>(settingsTable.map((row) => [row.name, row]))
  const rowOf = (name: SettingName): Setting => {
    const row = rows.get(name)
    if (row === undefined) throw new Error(`${name} is in no table`)
    return row
  }

  function text(name: SettingName): string | null {
    const setting = rowOf(name)
    const file = env[`${name}_FILE`]
    const plain = env[name]?.trim() || null
    if (!setting.secret || !file) return plain ?? setting.fallback
    if (plain) problems.push(`${name} and ${name}_FILE are both set: keep one`)
    try {
      return readFile(file).trim() || null
    } catch (error) {
      problems.push(`${name}_FILE: ${file} can’t be read (${(error as NodeJS.ErrnoException).code})`)
      return null
    }
  }

  return {
    problems,
    text,
    required(name) {
      const value = text(name)
      if (value === null) problems.push(`${name} is missing: ${rowOf(name).about}`)
      return value ?? ''
    },
    integer(name, min, max) {
      const value = text(name) ?? ''
      if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max)
        problems.push(`${name} is “${value}”: a whole number from ${min} to ${max} is allowed`)
      return Number(value)
    },
    oneOf<Value extends string>(name: SettingName, allowed: readonly Value[]) {
      const value = text(name) ?? ''
      if (!(allowed as readonly string[]).includes(value))
        problems.push(`${name} is “${value}”: allowed is ${allowed.join(', ')}`)
      return value as Value
    },
    url(name, protocols) {
      const value = text(name)
      if (value === null) return null
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/$/, '')
      const found = rowOf(name).secret ? 'not an address of that kind' : `“${value}”`
      problems.push(
        `${name} is ${found}: an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')} is allowed`,
      )
      return null
    },
  }
}

export const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/

/** Names with commas between them, each once. */
export function namesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

/** What is wrong with a server that is asked without TLS. */
export function withoutTls(name: SettingName, host: string): string {
  return `${name} is “none” for ${host}: without TLS only this machine (127.0.0.1, localhost) is allowed`
}

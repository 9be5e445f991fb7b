/** What a program that a test starts has of its environment: nothing but where programs are, and what is compiled. */
export const plainEnv: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
}

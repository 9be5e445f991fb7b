/** Services that wrap a mail's links to lead readers through themselves by name, and how to undo it. */
const wrappers: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  // Microsoft: the address of the recipient stands in `data`.
  [/^https?:\/\/[\w.-]+\.safelinks\.protection\.outlook\.com\/.*?[?&](?:amp;)?url=([^&]+)/i, byPercent],
  // Proofpoint, version 1 and 2.
  [/^https?:\/\/urldefense\.proofpoint\.com\/v1\/url\?u=([^&]+)/i, byPercent],
  [
    /^https?:\/\/urldefense\.(?:proofpoint\.)?com\/v2\/url\?u=([^&]+)/i,
    ([, target = '']) => decodeURIComponent(target.replaceAll('-', '%').replaceAll('_', '/')),
  ],
  [
    /^https?:\/\/urldefense\.(?:us|com)\/v3\/__(.+?)__;([\w-]*)!/i,
    ([, target = '', letters = '']) => proofpoint3(target, letters),
  ],
  [/^https?:\/\/linkprotect\.cudasvc\.com\/url\?a=([^&]+)/i, byPercent],
  [/^https?:\/\/(?:www\.)?google\.[a-z.]{2,6}\/url\?(?:.*?&)?(?:q|url)=([^&]+)/i, byPercent],
  [/^https?:\/\/secure-web\.cisco\.com\/.+?\/(https?%3A%2F%2F[^/?]+)/i, byPercent],
]

function byPercent([, target = '']: RegExpExecArray): string {
  return decodeURIComponent(target)
}

/** Each `*` stands for one of the letters, `**A` for two of them, `**B` for three … */
function proofpoint3(target: string, encoded: string): string {
  const letters = Array.from(Buffer.from(encoded, 'base64url').toString())
  const lengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return target
    .replace(/^(https?:\/)(?=[^/])/, '$1/')
    .replace(/\*(?:\*([\w-]))?/g, (_, run?: string) =>
      letters.splice(0, run === undefined ? 1 : lengths.indexOf(run) + 2).join(''),
    )
}

/** Links as their author wrote them: no reader meets another's mail filter, no recipient's address leaks. */
export function unwrapLinks(text: string): string {
  return text.replace(/https?:\/\/[^\s<>"]{10,4000}/g, (link) => {
    let at = link
    // Two filters may stand in the way of a mail, each wrapping what the other wrapped.
    for (let step = 0; step < 3; step += 1) {
      const found = wrappers
        .map(([pattern, target]) => [pattern.exec(at), target] as const)
        .find(([match]) => match !== null)
      if (found === undefined || found[0] === null) break
      const target = attempt(found[1], found[0])
      if (target === null) return withoutRecipient(at)
      at = target
    }
    return at
  })
}

function attempt(target: (match: RegExpExecArray) => string, match: RegExpExecArray): string | null {
  try {
    const link = target(match)
    return /^https?:\/\/[^\s<>"]+$/.test(link) && URL.canParse(link) ? link : null
  } catch {
    return null
  }
}

/** A link that can't be unwrapped still works, without the recipient's address. */
function withoutRecipient(link: string): string {
  return link.replace(/([?&](?:amp;)?)data=[^&]*/i, '$1data=')
}

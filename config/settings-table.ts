export interface Setting {
  name: string
  about: string
  /** The value when the setting is absent; null = none. */
  fallback: string | null
  /** Never printed; may come from the file that NAME_FILE names. */
  secret?: true
}

/** The one table of settings; `.env.example` and docs/settings.md follow it. */
export const settingsTable = [
  { name: 'IMAP_HOST', about: 'the mail server of the inbox that is subscribed to the list', fallback: null },
  { name: 'IMAP_PORT', about: 'its port, 1 to 65535', fallback: '993' },
  {
    name: 'IMAP_TLS',
    about: 'implicit, starttls, or none (only for a server on this machine)',
    fallback: 'implicit',
  },
  {
    name: 'NODE_EXTRA_CA_CERTS',
    about: 'file (PEM) with your own CA’s certificate, if it has issued those of your mail or other servers',
    fallback: null,
  },
  { name: 'IMAP_USER', about: 'the account', fallback: null },
  {
    name: 'IMAP_LOGIN',
    about: 'password, microsoft or google (Microsoft 365 and Google Workspace let programs in by OAuth only)',
    fallback: 'password',
  },
  {
    name: 'IMAP_PASSWORD',
    about: 'its password (or an app password), for IMAP_LOGIN=password',
    fallback: null,
    secret: true,
  },
  {
    name: 'IMAP_OAUTH_TENANT',
    about: 'microsoft: the directory (tenant) ID of the app registration',
    fallback: null,
  },
  {
    name: 'IMAP_OAUTH_CLIENT_ID',
    about: 'microsoft: the application (client) ID; google: the client ID of a refresh token',
    fallback: null,
  },
  {
    name: 'IMAP_OAUTH_CLIENT_SECRET',
    about: 'the client’s secret',
    fallback: null,
    secret: true,
  },
  {
    name: 'IMAP_OAUTH_KEY_FILE',
    about: 'google: key file of a service account that may act for the inbox',
    fallback: null,
  },
  {
    name: 'IMAP_OAUTH_REFRESH_TOKEN',
    about: 'google: a refresh token for the inbox, in place of the key file',
    fallback: null,
    secret: true,
  },
  {
    name: 'IMAP_OAUTH_TOKEN_URL',
    about: 'another server that gives tokens (a national cloud, tests)',
    fallback: null,
  },
  {
    name: 'IMAP_MAILBOX',
    about: 'the mailbox that holds the list mail, or several, separated by commas (INBOX,Junk)',
    fallback: 'INBOX',
  },
  { name: 'POLL_EVERY_SECONDS', about: 'how often to look for mail, 10 to 3600', fallback: '120' },
  { name: 'GOOGLE_CALENDAR_ID', about: 'the shared calendar; without it Google is off', fallback: null },
  { name: 'GOOGLE_KEY_FILE', about: 'the service account’s JSON key file', fallback: null },
  {
    name: 'GOOGLE_API_URL',
    about: 'another server that speaks the Calendar API (tests, demo)',
    fallback: null,
  },
  {
    name: 'READER_URL',
    about:
      'address of a language model that reads mails, too (OpenAI’s protocol: Ollama, vLLM, a service); off if unset',
    fallback: null,
  },
  { name: 'READER_MODEL', about: 'name of the model, as that server knows it', fallback: null },
  { name: 'READER_KEY', about: 'its key, when it needs one', fallback: null, secret: true },
  {
    name: 'REDIS_URL',
    about: 'redis:// or rediss:// address; without it a private Redis is started',
    fallback: null,
    secret: true,
  },
  {
    name: 'DATABASE_URL',
    about:
      'postgres:// address of a database for the ledger, for more than one host; a file in DATA_FOLDER if unset',
    fallback: null,
    secret: true,
  },
  { name: 'DATA_FOLDER', about: 'where the ledger, the feed and the private Redis live', fallback: 'data' },
  {
    name: 'LISTS',
    about: 'folder with a profile (NAME.json) of each list, for more than one; Statlist alone if unset',
    fallback: null,
  },
  { name: 'LIST', about: 'the list that a command is for, as --list says it', fallback: null },
  { name: 'WEB_HOST', about: 'address to listen on', fallback: '127.0.0.1' },
  { name: 'WEB_PORT', about: 'port to listen on, 0 to 65535 (0 = any free one)', fallback: '8080' },
  {
    name: 'TRUST_PROXY',
    about:
      'comma-separated addresses or networks of web servers in front that are believed about readers’ addresses',
    fallback: 'loopback',
  },
  { name: 'PUBLIC_URL', about: 'http(s) address under which readers reach the page', fallback: null },
  {
    name: 'ADMIN_TOKEN',
    about: 'bearer token for POST /admin/resync, 32 characters or more; off if unset',
    fallback: null,
    secret: true,
  },
  {
    name: 'EMBED_FROM',
    about: 'whose pages may show lists of talks in a frame: * or origins, separated by commas',
    fallback: '*',
  },
  {
    name: 'ADMIN_PORT',
    about: 'port of the admin’s desk, on this machine; 0 = off',
    fallback: '8081',
  },
  {
    name: 'ADMIN_HOST',
    about: 'address that the desk listens on',
    fallback: '127.0.0.1',
  },
  {
    name: 'ADMIN_URL',
    about: 'http(s) address under which your browser finds the desk (default: http://localhost and its port)',
    fallback: null,
  },
  {
    name: 'NOTIFY_URL',
    about: 'webhook that gets {"text": …} when something needs you, and when it is over',
    fallback: null,
    secret: true,
  },
  { name: 'NOTIFY_MAIL', about: 'comma-separated addresses that are told the same', fallback: null },
  { name: 'SMTP_HOST', about: 'the mail server for NOTIFY_MAIL', fallback: null },
  { name: 'SMTP_PORT', about: 'its port, 1 to 65535', fallback: '587' },
  {
    name: 'SMTP_TLS',
    about: 'implicit, starttls, or none (only for a server on this machine)',
    fallback: 'starttls',
  },
  { name: 'SMTP_USER', about: 'the account, when it needs one', fallback: null },
  { name: 'SMTP_PASSWORD', about: 'its password', fallback: null, secret: true },
  { name: 'NOTIFY_FROM', about: 'sender of these mails; default: the first of NOTIFY_MAIL', fallback: null },
  {
    name: 'PING_URL',
    about:
      'address requested every minute while all is well (healthchecks.io, Uptime Kuma): it tells you when that stops',
    fallback: null,
    secret: true,
  },
  {
    name: 'DATABASE_PASSWORD',
    about:
      'Docker only: the password of the PostgreSQL in the profile “cluster”, letters and digits (docs/hosts.md)',
    fallback: null,
  },
  {
    name: 'RUN_AS',
    about: 'Docker only: user and group of the worker, who must be able to read the key file (id -u, id -g)',
    fallback: '1000:1000',
  },
  { name: 'LOG_LEVEL', about: 'debug, info, warn or error', fallback: 'info' },
] as const satisfies readonly Setting[]

export type SettingName = (typeof settingsTable)[number]['name']

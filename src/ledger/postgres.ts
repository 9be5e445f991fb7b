import { setTimeout } from 'node:timers/promises'
import {
  CompiledQuery,
  DataTypeNode,
  OperationNodeTransformer,
  PostgresDialect,
  PostgresDriver,
  RawNode,
  type DatabaseConnection,
  type KyselyPlugin,
  type OperationNode,
  type PostgresDialectConfig,
  type PostgresPoolClient,
  type QueryId,
  type TransactionSettings,
} from 'kysely'
import { Client, Pool, types, type PoolClient } from 'pg'
import { messageOf } from '../errors.ts'

/** Each list has a schema of its own in the one database. */
export interface PostgresPlace {
  /** `postgres://USER:PASSWORD@HOST/DATABASE`, with whatever libpq's URLs hold. */
  url: string
  schema: string
}

const connectMs = 5000
const lockMs = 10_000
const queryMs = 60_000
/** The server lists a connection for a moment after it was closed. */
const leavingMs = 3000
/** Each process: the jobs of a list hardly ever do more at once. */
const maxConnections = 4
/** The first half of an advisory lock's key: ours among those of other programs. */
const lockClass = 0x57a7

/**
 * PostgreSQL behind the same tables: what `begin immediate` is for SQLite, an advisory lock is here, so
 * transactions that write one ledger follow each other on every host.
 */
export function openPostgres({ url, schema }: PostgresPlace): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectMs,
    // The server's own limits end what hangs there; this one ends what hangs on the way.
    query_timeout: queryMs + connectMs,
    statement_timeout: queryMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: queryMs,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: nameOf(schema),
    options: `-c search_path=${schema}`,
    types: { getTypeParser: parserOf as typeof types.getTypeParser },
  })
  // A connection that breaks while nobody uses it: the pool opens another.
  pool.on('error', () => {})
  const guardedPool = {
    connect: async () => guarded(await pool.connect()),
    end: async () => pool.end(),
    options: {},
  }
  return new ExclusiveDialect({ pool: guardedPool }, schema)
}

class ExclusiveDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #schema: string
  constructor(config: PostgresDialectConfig, schema: string) {
    super(config)
    this.#config = config
    this.#schema = schema
  }
  override createDriver(): PostgresDriver {
    return new ExclusiveDriver(this.#config, this.#schema)
  }
}

class ExclusiveDriver extends PostgresDriver {
  readonly #schema: string
  constructor(config: PostgresDialectConfig, schema: string) {
    super(config)
    this.#schema = schema
  }
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    if (settings.accessMode === 'read only') return
    await connection.executeQuery(
      CompiledQuery.raw('select pg_advisory_xact_lock($1, hashtext($2))', [lockClass, this.#schema]),
    )
  }
}

const bigint = 20

/** Counts and epochs are far below 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === bigint ? Number : types.getTypeParser(oid, format)
}

/** A client whose connection is given up when an answer does not come, and whose texts PostgreSQL can store. */
function guarded(client: PoolClient): PostgresPoolClient {
  let isBroken = false
  async function query(text: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      return await client.query(text, parameters.map(storable))
    } catch (error) {
      isBroken ||= /timeout|terminat|ECONN|EPIPE/i.test(messageOf(error))
      throw error
    }
  }
  // Its other form, a cursor, is asked for by no query of ours.
  return { query: query as PostgresPoolClient['query'], release: () => client.release(isBroken) }
}

/** It stores every character but NUL. */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value
}

/** How our connections to a ledger are called. */
function nameOf(schema: string): string {
  return `statlist-calendar/${schema}`
}

/** True while another process is connected to the ledger; one that has just left is waited for. */
export async function isInUse({ url, schema }: PostgresPlace): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectMs })
  await client.connect()
  try {
    const until = Date.now() + leavingMs
    for (;;) {
      const { rows } = await client.query('select pid from pg_stat_activity where application_name = $1', [
        nameOf(schema),
      ])
      if (rows.length === 0) return false
      if (Date.now() >= until) return true
      await setTimeout(100)
    }
  } finally {
    await client.end()
  }
}

/** The tables' types as PostgreSQL has them; texts are ordered by their bytes, as SQLite orders them. */
export const postgresTypes: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => new Types().transformNode(node, queryId),
  transformResult: async ({ result }) => result,
}

const typeNames: Record<string, string> = { text: 'text collate "C"', blob: 'bytea', integer: 'bigint' }

class Types extends OperationNodeTransformer {
  protected override transformNodeImpl<Node extends OperationNode>(node: Node, queryId?: QueryId): Node {
    const name = DataTypeNode.is(node) ? typeNames[node.dataType] : undefined
    return name === undefined
      ? super.transformNodeImpl(node, queryId)
      : (RawNode.createWithSql(name) as unknown as Node)
  }
}

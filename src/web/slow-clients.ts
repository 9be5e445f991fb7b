/** Slow clients are cut off: ten seconds for the headers, fifteen for a request (options of node:http). */
export const slowClientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 8192,
}

import { loamFetch } from "./fetch";

/** Settings of the generated client (named in openapi-ts.config.ts). */
export const createClientConfig = <T extends object>(config?: T) => ({
  ...config,
  baseUrl: "",
  fetch: loamFetch,
  throwOnError: true as const,
});

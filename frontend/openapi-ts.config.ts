import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../docs/openapi.json",
  output: { path: "src/api/generated" },
  plugins: [
    "@hey-api/typescript",
    // no `auth`: the session cookie goes by itself, and a list of the ways in beside each call would only weigh
    { name: "@hey-api/sdk", responseStyle: "data", auth: false },
    { name: "@hey-api/client-fetch", throwOnError: true, runtimeConfigPath: "./src/api/runtime" },
  ],
});

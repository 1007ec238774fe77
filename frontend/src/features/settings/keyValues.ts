import type { ApiClientCreate, ApiClientOut } from "@/api/generated";
import { type Scope, scopeNames } from "./scopes";

/** A key as the form holds it: networks as lines, the end as a day. */
export type KeyValues = { name: string; scopes: Scope[]; expires_at: string | null; networks: string };

export const blankKey: KeyValues = { name: "", scopes: [], expires_at: null, networks: "" };

/** The end of a day where the person is, as an instant; and the day of an instant. */
const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString();
const dayOf = (instant: string) => new Date(instant).toLocaleDateString("sv-SE");

export const keyValuesOf = (client: ApiClientOut): KeyValues => ({
  name: client.name,
  scopes: scopeNames.filter((scope) => client.scopes.includes(scope)),
  expires_at: client.expires_at ? dayOf(client.expires_at) : null,
  networks: client.networks.join("\n"),
});

export const keyBodyOf = ({ name, scopes, expires_at, networks }: KeyValues): ApiClientCreate => ({
  name: name.trim(),
  scopes,
  expires_at: expires_at ? endOf(expires_at) : null,
  networks: networks.split(/[\s,,;;]+/).filter(Boolean),
});

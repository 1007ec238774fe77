import { getLocale } from "@/paraglide/runtime";
import { problemOf, unreachable } from "./problem";

const slowest = 30_000;
/** What the server itself gives a minute: imports, solving and deciding. */
const longWork = /^\/api\/v1\/[a-z]+\/imports\/|\/(solve|decide)$/;
const slowestLongWork = 65_000;
let onSignedOut: () => void = () => {};
let onProofNeeded: () => Promise<boolean> = async () => false;
let onWritten: () => void = () => {};

/** The app says once what happens when the server no longer knows us (401). */
export function whenSignedOut(handler: () => void) {
  onSignedOut = handler;
}

/** The app says once how a person proves again who they are (step-up); answers whether they did. */
export function whenProofNeeded(handler: () => Promise<boolean>) {
  onProofNeeded = handler;
}

/** The app says once what follows from anything this person has changed. */
export function whenWritten(handler: () => void) {
  onWritten = handler;
}

/**
 * The one door to the server: the reader's language on every call, a key that makes a repeated POST harmless, a deadline, and every failure as ProblemError.
 * Has the signature of fetch, because the generated client uses it in fetch's place.
 */
export const loamFetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
  send(new Request(input, init), true);

async function send(request: Request, mayAskForProof: boolean): Promise<Response> {
  request.headers.set("Accept-Language", getLocale() === "zh" ? "zh-CN" : "en");
  if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", crypto.randomUUID());
  }
  // what opens doors may be asked for a fresh proof, and is then sent once more
  const again = mayAskForProof && request.method !== "GET" && isSmall(request) ? request.clone() : undefined;
  const deadline = longWork.test(new URL(request.url).pathname) ? slowestLongWork : slowest;
  let response: Response;
  try {
    response = await fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(deadline)]) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
  if (response.ok) {
    if (request.method !== "GET") onWritten();
    return response;
  }
  const problem = await problemOf(response);
  if (problem.code === "proof_required" && again && (await onProofNeeded())) return send(again, false);
  if (response.status === 401 && !isSessionCall(request)) onSignedOut();
  throw problem;
}

/** Files are not kept for a second sending. */
const isSmall = (request: Request) => /^(application\/json|$)/.test(request.headers.get("Content-Type") ?? "");

/** Asking who I am, or signing in, may answer 401 without anybody having been signed out. */
const isSessionCall = (request: Request) => new URL(request.url).pathname === "/api/v1/identity/session";

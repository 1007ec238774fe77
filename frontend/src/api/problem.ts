import { m } from "@/paraglide/messages";

/** One fault of one field, as the server names it: a JSON pointer into the body that was sent. */
export type FieldProblem = { pointer: string; code: string; detail: string };

/** The body of every error answer (RFC 9457). */
export type Problem = {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string | null;
  errors?: FieldProblem[] | null;
  request_id?: string | null;
};

/** What every failed call throws. `status` 0 means that no answer came. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }

  get status() {
    return this.problem.status;
  }

  get code() {
    return this.problem.code;
  }
}

/** No answer came: the network, or a server that is down. */
export const unreachable = () =>
  new ProblemError({
    title: m.problems_unreachable_title(),
    status: 0,
    code: "unreachable",
    detail: m.problems_unreachable_detail(),
  });

const looksLikeProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && typeof (body as Problem).title === "string";

/** Reads a failed answer; an answer without a problem body (a proxy's page, say) becomes one. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get("X-Request-ID");
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (looksLikeProblem(body)) {
    return new ProblemError({ ...body, status: response.status, request_id: body.request_id ?? requestId });
  }
  return new ProblemError({
    title: m.problems_unexpected_title(),
    status: response.status,
    code: "unexpected_answer",
    detail: m.problems_unexpected_detail({ status: response.status }),
    request_id: requestId,
  });
}

/** Codes that the client words itself; all others carry the server's own sentence in the reader's language. */
const words: Record<string, () => string> = {
  stale: m.problems_stale,
  forbidden: m.problems_forbidden,
  not_found: m.problems_not_found,
  unauthenticated: m.problems_unauthenticated,
  unavailable: m.problems_unavailable,
  too_large: m.problems_too_large,
  invalid: m.problems_invalid,
};

/** Any thrown thing as a problem, so that one component can show it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) {
    const { problem } = error;
    return { ...problem, title: words[problem.code]?.() ?? problem.title };
  }
  return {
    title: m.problems_client_title(),
    status: 0,
    code: "client_error",
    detail: error instanceof Error ? error.message : String(error),
  };
}

import { getLocale } from "@/paraglide/runtime";
import { problemOf, unreachable } from "./problem";

/** Sends one file, with the form's other fields, and tells how far it got; fetch cannot, so XMLHttpRequest does. */
export function upload<Answer>(
  path: string,
  file: File,
  options: { fields?: Record<string, string>; onProgress: (share: number) => void; signal?: AbortSignal },
) {
  return new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept-Language", getLocale() === "zh" ? "zh-CN" : "en");
    request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
    const form = new FormData();
    form.append("file", file);
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && options.onProgress(event.loaded / event.total);
    request.onload = async () => {
      const headers = { "X-Request-ID": request.getResponseHeader("X-Request-ID") ?? "" };
      const answer = new Response(request.responseText, { status: request.status, headers });
      if (answer.ok) resolve((await answer.json()) as Answer);
      else reject(await problemOf(answer));
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    options.signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

import { useEffect } from "react";
import { m } from "@/paraglide/messages";

/** Titles the document after the record on the page, e.g. a customer's name. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · ${m.common_product()}`;
  }, [title]);
}

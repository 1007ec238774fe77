import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "@/api/queryClient";
import { router } from "@/app/router";
import { getLocale, overwriteGetLocale } from "@/paraglide/runtime";

// The language changes only with a new page: read it once, not for every word.
const locale = getLocale();
overwriteGetLocale(() => locale);
document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

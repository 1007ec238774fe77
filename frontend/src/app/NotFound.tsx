import { Link } from "@tanstack/react-router";
import { Sprout } from "lucide-react";
import { buttonClass } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { m } from "@/paraglide/messages";

export function NotFound() {
  return (
    <main>
      <EmptyState
        icon={<Sprout />}
        heading="h1"
        title={m.common_not_found_title()}
        action={
          <Link to="/" className={buttonClass("primary")}>
            {m.common_go_home()}
          </Link>
        }
      >
        {m.common_not_found_text()}
      </EmptyState>
    </main>
  );
}

import { Link } from "@tanstack/react-router";
import { MoveRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonClass } from "@/components/Button";
import { Menu } from "@/components/Menu";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { BubbleFacts, ClusterFacts, RiskFacts } from "./Facts";
import { type Horizon, horizons, horizonWord, type SandboxOpportunity } from "./model";
import type { Node } from "./nodes";
import type { Scene } from "./scene";

type FactCardProps = {
  node: Node;
  scene: Scene;
  currency: string;
  /** Reached by keyboard or press: the card then offers what one can do. On hover it only tells. */
  active: boolean;
  moving: boolean;
  onMoving: (open: boolean) => void;
  onOpen: () => void;
  onMove?: (row: SandboxOpportunity, horizon: Horizon) => void;
};

const width = 288;

export function FactCard({ node, scene, currency, active, moving, onMoving, onOpen, onMove }: FactCardProps) {
  const right = node.x + node.r + 10 + width < scene.width;
  const low = node.y > scene.height / 2;
  const x = right ? node.x + node.r + 10 : Math.max(0, node.x - node.r - 10 - width);
  const place = low ? { bottom: scene.height - node.y - node.r } : { top: Math.max(0, node.y - node.r) };
  return (
    <section
      aria-label={m.sandbox_facts()}
      className={cx(
        "absolute z-20 rounded-lg border border-line-strong bg-raised p-3 text-sm shadow-float",
        !active && "pointer-events-none",
      )}
      style={{ left: x, width, maxWidth: "calc(100vw - 1rem)", ...place }}
    >
      {body(node, currency)}
      {active && node.kind === "bubble" && (
        <div className="mt-2.5 flex gap-2 border-line border-t pt-2.5">
          <Button size="sm" onClick={onOpen}>
            {m.sandbox_open()}
          </Button>
          {onMove && (
            <Menu
              open={moving}
              onOpenChange={onMoving}
              trigger={
                <Button size="sm" icon={<MoveRight aria-hidden />} aria-keyshortcuts="m">
                  {m.common_move_to()}
                </Button>
              }
              groups={[
                {
                  label: m.common_move_to(),
                  items: horizons
                    .filter((one) => one !== node.row.horizon)
                    .map((one) => ({ label: horizonWord[one](), onSelect: () => onMove(node.row, one) })),
                },
              ]}
            />
          )}
        </div>
      )}
      {active && node.kind === "risk" && (
        <div className="mt-2.5 border-line border-t pt-2.5">
          <Link to={`/customers/${node.risk.customer_id}` as "/customers"} className={buttonClass("secondary", "sm")}>
            {m.sandbox_open_customer()}
          </Link>
        </div>
      )}
    </section>
  );
}

function body(node: Node, currency: string): ReactNode {
  if (node.kind === "bubble") return <BubbleFacts row={node.row} currency={currency} />;
  if (node.kind === "cluster") return <ClusterFacts rows={node.rows} currency={currency} />;
  return <RiskFacts risk={node.risk} />;
}

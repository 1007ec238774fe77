import { Columns3 } from "lucide-react";
import { lazy, type ReactElement, Suspense } from "react";
import { m } from "@/paraglide/messages";
import { Button } from "../Button";
import { Popover } from "../Popover";
import { Skeleton } from "../Skeleton";
import type { ColumnListProps } from "./ColumnList";

const ColumnList = lazy(() => import("./ColumnList").then((module) => ({ default: module.ColumnList }))) as <Row>(
  props: ColumnListProps<Row>,
) => ReactElement;

/** The button that lets a reader choose and order columns. */
export function GridColumns<Row>(props: ColumnListProps<Row>) {
  return (
    <Popover
      align="end"
      label={m.common_columns()}
      trigger={
        <Button look="quiet" className="max-md:hidden" icon={<Columns3 aria-hidden />}>
          {m.common_columns()}
        </Button>
      }
    >
      <Suspense fallback={<Skeleton className="h-64 w-64" />}>
        <ColumnList {...props} />
      </Suspense>
    </Popover>
  );
}

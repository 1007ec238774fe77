import { Network, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import type { DepartmentTask } from "./DepartmentDialog";
import { DepartmentTree } from "./DepartmentTree";
import { treeOf } from "./departmentTree";
import { SettingsFrame } from "./SettingsFrame";
import { useDepartments } from "./useDepartments";

const DepartmentDialog = lazy(() =>
  import("./DepartmentDialog").then((module) => ({ default: module.DepartmentDialog })),
);

/** The tree of regions and teams; everybody reads it, administrators change it. */
export function DepartmentsPage() {
  const { can } = useSession();
  const departments = useDepartments();
  const [task, setTask] = useState<DepartmentTask | null>(null);
  const mayEdit = can("identity:write");
  const create = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setTask({ what: "create" })}>
      {m.settings_department_create()}
    </Button>
  );
  return (
    <SettingsFrame title={m.settings_departments()} actions={mayEdit && create}>
      <div className="mx-auto max-w-3xl">
        {departments.isPending && <SkeletonLines lines={8} label={m.common_loading()} />}
        {departments.error ? <ErrorState error={departments.error} onRetry={departments.retry} /> : null}
        {!departments.isPending && !departments.error && departments.rows.length === 0 && (
          <EmptyState icon={<Network />} title={m.settings_departments_empty()} action={mayEdit && create}>
            {m.settings_departments_empty_text()}
          </EmptyState>
        )}
        {departments.rows.length > 0 && (
          <Card flush>
            <DepartmentTree nodes={treeOf(departments.rows)} onTask={mayEdit ? setTask : undefined} />
          </Card>
        )}
      </div>
      <Suspense>
        {task && <DepartmentDialog task={task} departments={departments.rows} onClose={() => setTask(null)} />}
      </Suspense>
    </SettingsFrame>
  );
}

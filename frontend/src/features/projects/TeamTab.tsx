import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { setProjectTeam } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Avatar } from "@/components/Avatar";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { IconButton } from "@/components/IconButton";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { findPeople } from "@/parts/finders";
import { useMayPlan } from "@/parts/useMayPlan";
import { type MemberOut, type MemberRole, memberRoleWord, type ProjectOut } from "./model";

const roleOptions = () => Object.entries(memberRoleWord).map(([value, word]) => ({ value, label: word() }));

/** Who works on the project, as what and for how much of their time. */
export function TeamTab({ project }: { project: ProjectOut }) {
  const save = useSaveTeam(project);
  const readOnly = !useMayPlan() || project.stage === "closed";
  const { team } = project;
  const change = (id: string, part: Partial<MemberOut>) =>
    save(team.map((one) => (one.user_id === id ? { ...one, ...part } : one)));
  const total = team.reduce((sum, one) => sum + (one.share ?? 0), 0);
  return (
    <div className="mx-auto grid max-w-3xl gap-4">
      {team.length === 0 && <p className="text-ink-soft">{m.projects_team_empty()}</p>}
      {team.length > 0 && (
        <ul className="rounded-lg border border-line bg-surface">
          {team.map((one) => (
            <li
              key={one.user_id}
              className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2 last:border-0"
            >
              <Avatar name={one.user_name} size="sm" />
              <span className="min-w-24 grow font-medium">{one.user_name}</span>
              <Select
                aria-label={m.projects_team_role_of({ name: one.user_name })}
                className="max-w-36"
                value={one.role}
                options={roleOptions()}
                disabled={readOnly}
                onChange={({ target }) => change(one.user_id, { role: target.value as MemberRole })}
              />
              <span className="w-24">
                <NumberInput
                  aria-label={m.projects_team_share_of({ name: one.user_name })}
                  value={one.share === null ? null : Math.round(one.share * 100)}
                  onChange={(share) => change(one.user_id, { share: share === null ? null : share / 100 })}
                  min={0}
                  max={100}
                  step={10}
                  decimals={0}
                  unit="%"
                  disabled={readOnly}
                />
              </span>
              {!readOnly && (
                <IconButton
                  size="sm"
                  label={m.projects_team_remove({ name: one.user_name })}
                  icon={<X aria-hidden />}
                  onClick={() => save(team.filter((other) => other.user_id !== one.user_id))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {total > 0 && (
        <p className="text-right text-ink-soft text-sm">
          {m.projects_team_total({ total: formatNumber(total, { style: "percent" }) })}
        </p>
      )}
      {!readOnly && (
        <div className="max-w-sm">
          <Field label={m.projects_team_add()}>
            <Combobox
              value={null}
              source={findPeople}
              onChange={(one) =>
                one &&
                !team.some((other) => other.user_id === one.value) &&
                save([...team, { user_id: one.value, user_name: one.label, role: "member", share: null }])
              }
            />
          </Field>
        </div>
      )}
    </div>
  );
}

/** The team is sent as a whole; it is shown at once and taken back, visibly, when refused. */
function useSaveTeam(project: ProjectOut) {
  const client = useQueryClient();
  const key = ["project", "record", project.id];
  const show = (team: MemberOut[]) => client.setQueryData<ProjectOut>(key, (row) => row && { ...row, team });
  const { mutate } = useMutation({
    scope: { id: `team ${project.id}` },
    mutationFn: (team: MemberOut[]) =>
      setProjectTeam({
        path: { project_id: project.id },
        body: { members: team.map(({ user_name: _, ...member }) => member) },
      }),
    onMutate: (team) => {
      const before = project.team;
      show(team);
      return before;
    },
    onSuccess: (team, _sent, before) => {
      show(team);
      void client.invalidateQueries({ queryKey: ["gate", project.id] });
      if (before.length > team.length)
        toast.done(m.common_saved(), { label: m.common_undo(), run: () => mutate(before) });
    },
    onError: (error, _sent, before) => {
      if (before) show(before);
      toast.problem(asProblem(error));
    },
  });
  return mutate;
}

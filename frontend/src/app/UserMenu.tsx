import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import { signOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { queryClient } from "@/api/queryClient";
import { Avatar } from "@/components/Avatar";
import { Menu } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";

export function UserMenu() {
  const { session } = useSession();
  const navigate = useNavigate();
  if (!session) return <span className="grow" />;
  const { name, email } = session.user;

  const leave = async () => {
    try {
      await signOut();
      await navigate({ to: "/sign-in" });
      queryClient.clear();
    } catch (error) {
      toast.problem(asProblem(error));
    }
  };

  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex h-10 min-w-0 grow items-center gap-2 rounded-md px-1 text-left hover:bg-hover"
        >
          <Avatar name={name} size="sm" />
          <span className="truncate">{name}</span>
          <span className="sr-only">{m.common_account()}</span>
        </button>
      }
      header={
        <div className="px-2 py-1.5">
          <p className="font-medium">{name}</p>
          {email && <p className="text-ink-soft text-sm">{email}</p>}
        </div>
      }
      groups={[
        {
          items: [
            {
              label: m.common_profile(),
              icon: <UserRound aria-hidden />,
              onSelect: () => void navigate({ to: "/settings/profile" }),
            },
          ],
        },
        { items: [{ label: m.common_sign_out(), icon: <LogOut aria-hidden />, onSelect: () => void leave() }] },
      ]}
    />
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { type SignInSettingOut, type SignInSettingUpdate, updateSignInSettings } from "@/api/generated";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

/** Saves some of how people may sign in, at the version that was seen. */
export function useSaveSetting(setting: SignInSettingOut) {
  const client = useQueryClient();
  return async (body: SignInSettingUpdate) => {
    const saved = await updateSignInSettings({ body, headers: atVersion(setting) });
    client.setQueryData(["sign-in-settings", "record", "one"], saved);
    toast.done(m.security_saved());
  };
}

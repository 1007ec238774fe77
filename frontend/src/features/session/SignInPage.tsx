import { Mark } from "@/app/Mark";
import { LanguageMenu, ThemeMenu } from "@/app/RailFooter";
import { m } from "@/paraglide/messages";
import { LoopRing } from "./LoopRing";
import { SignInForms } from "./SignInForms";

export function SignInPage() {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(26rem,42%)]">
      <aside className="hidden flex-col justify-center border-line border-r bg-sunken px-12 lg:flex">
        <LoopRing />
      </aside>
      <main id="main" className="flex flex-col bg-canvas px-6">
        <div className="flex h-14 items-center justify-end gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </div>
        <div className="mx-auto flex w-full max-w-sm grow flex-col justify-center pb-24">
          <div className="mb-8 flex items-center gap-3">
            <Mark size={44} />
            <div>
              <h1 className="font-semibold text-xl">{m.session_welcome()}</h1>
              <p className="text-ink-soft">{m.session_tagline()}</p>
            </div>
          </div>
          <SignInForms />
        </div>
      </main>
    </div>
  );
}

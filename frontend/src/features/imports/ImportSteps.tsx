import { Steps } from "@/components/Steps";
import { m } from "@/paraglide/messages";

/** File → mapping → dry run → done. */
export function ImportSteps({ current, onGo }: { current: number; onGo?: (step: number) => void }) {
  const steps = [m.imports_step_file(), m.imports_step_mapping(), m.imports_step_check(), m.imports_step_done()];
  return <Steps label={m.imports_steps()} steps={steps} current={current} onGo={onGo} />;
}

// Two refusals that the app answers by itself: "prove that it is you" by a dialog and the same request again, "add a
// second proof first" by the page where one is added.

type Prove = () => Promise<boolean>;

let prove: Prove | undefined;
let running: Promise<boolean> | undefined;
let enrol: (() => void) | undefined;

/** Who shows the dialog: resolves true once the person has proven who they are. */
export function onProofNeeded(ask: Prove): () => void {
  prove = ask;
  return () => {
    if (prove === ask) prove = undefined;
  };
}

/** Who leads to the page where a second factor is added. */
export function onEnrolmentNeeded(lead: () => void): void {
  enrol = lead;
}

/** Requests that are refused at once share one dialog. */
function proven(): Promise<boolean> {
  running ??= (prove?.() ?? Promise.resolve(false)).finally(() => {
    running = undefined;
  });
  return running;
}

async function codeOf(answer: Response): Promise<unknown> {
  const problem = (await answer.clone().json().catch(() => undefined)) as { code?: unknown } | undefined;
  return problem?.code;
}

/** True when the same request is worth sending again. */
export async function answeredRefusal(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const code = await codeOf(answer);
  if (code === 'second_factor_setup_needed') enrol?.();
  return code === 'step_up_needed' && proven();
}

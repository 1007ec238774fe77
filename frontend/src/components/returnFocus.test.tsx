import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { Dialog } from "./Dialog";

function Page({ gone }: { gone?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <main id="main" tabIndex={-1}>
      {!(gone && open) && (
        <button type="button" onClick={() => setOpen(true)}>
          open
        </button>
      )}
      {open && (
        <Dialog open onOpenChange={setOpen} title="title">
          <input aria-label="name" autoFocus />
        </Dialog>
      )}
    </main>
  );
}

it("gives the focus back to who opened it", async () => {
  const user = userEvent.setup();
  render(<Page />);
  const opener = screen.getByRole("button", { name: "open" });
  opener.focus();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("textbox")).toHaveFocus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(opener).toHaveFocus());
});

it("leaves it to the content when the opener is gone", async () => {
  const user = userEvent.setup();
  render(<Page gone />);
  screen.getByRole("button", { name: "open" }).focus();
  await user.keyboard("{Enter}");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByRole("button", { name: "open" })).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
});

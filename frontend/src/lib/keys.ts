/** True while an input method (pinyin, say) is still composing: Enter then picks a character, it does not send. */
export const isComposing = (event: { nativeEvent?: Event; isComposing?: boolean; keyCode?: number }) => {
  const native = (event.nativeEvent ?? event) as KeyboardEvent;
  return native.isComposing || native.keyCode === 229;
};

/** True when keys belong to a text field, so that single-letter shortcuts must not act. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The palette's key as this machine writes it. */
export const commandKey = isMac ? "⌘" : "Ctrl";

import { expect, it } from "vitest";
import { deviceName } from "./device";

it("names browsers and systems as people do", () => {
  const agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 MicroMessenger/8.0",
    "python-httpx/0.28.1",
    "",
  ];
  expect(agents.map(deviceName)).toEqual([
    "Edge · Windows",
    "Safari · iPhone",
    "Firefox · Linux",
    "WeChat · Android",
    null,
    null,
  ]);
});

// Reads an answer in the text/event-stream format to its end; for streams that end by themselves. What must be followed
// for long goes through live.js. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
export async function read(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    const frames = buffer.split("\n\n");
    buffer = frames.pop();
    for (const frame of frames) {
      let event = "message";
      const data = [];
      for (const line of frame.split("\n")) {
        if (line.startsWith("event: ")) event = line.slice(7);
        else if (line.startsWith("data: ")) data.push(line.slice(6));
      }
      if (data.length) heard({ event, data: data.join("\n") });
    }
  }
}

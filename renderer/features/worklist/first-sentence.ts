/** What happened, without what to do about it: that stands beside the queue, or is for others to do. */
export function firstSentence(text: string): string {
  return text.split(/(?<=\.) /)[0] ?? text;
}

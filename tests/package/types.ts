// What the types of the package promise; compiled, never run.
import { extract, extractAll, type Annotation, type Options, type Reading } from "dateline-extraction";

const options: Options = { language: "en", date: "2016-11-27" };
const annotations: Annotation[] = await extract("Storm in Ghent", options);
const first: Annotation = annotations[0];
const end: number = first.end - first.start;

function says(reading: Reading): string {
  switch (reading.kind) {
    case "temporal":
    case "duration":
      return reading.timex;
    case "money":
      return `${reading.amount.min} ${reading.currency}`;
    case "quantity":
      return `${reading.amount.min} ${reading.unit}`;
    case "number":
      return reading.amount.max ?? reading.amount.min;
  }
}

const words: string | undefined = first.value && says(first.value.reading);
const language: string = (await extractAll("x")).language;
// @ts-expect-error: a text is needed.
await extract();
// @ts-expect-error: there is no such option.
await extract("x", { lang: "en" });

export { end, language, words };

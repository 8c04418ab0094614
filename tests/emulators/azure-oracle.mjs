// Sends the requests of the wire oracle with the Node package openai, whose AzureOpenAI client is the judge of what a
// request to Azure looks like. Usage: node azure-oracle.mjs <endpoint> <key> <test id> <requests as JSON>
import { AzureOpenAI } from 'openai';

const [endpoint, apiKey, testId, requests] = process.argv.slice(2);
for (const request of JSON.parse(requests)) {
  const client = new AzureOpenAI({
    endpoint,
    apiKey,
    apiVersion: request.apiVersion,
    deployment: 'the-deployment',
    maxRetries: 0,
    defaultHeaders: { 'X-Test-Id': testId },
  });
  const stream = await client.chat.completions.create({ stream: true, stream_options: { include_usage: true }, ...request.body });
  let text = '';
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
  }
  console.log(text);
}

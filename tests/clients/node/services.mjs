// Calls of services that Twinstance does not have, one in each of AWS's protocols: one attempt, one error.

import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetObjectCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";

import { URL, check, run } from "./common.mjs";

const settings = {
  endpoint: URL,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
  forcePathStyle: true,
};

async function told(client, command) {
  try {
    return await client.send(command);
  } catch (error) {
    const { httpStatusCode, attempts } = error.$metadata;
    return [error.name, error.message.split(". ")[0], httpStatusCode, attempts];
  }
}

async function services() {
  for (const [protocol, service, client, command] of [
    ["AWS Query", "sns", new SNSClient(settings), new ListTopicsCommand({})],
    ["AWS JSON", "sqs", new SQSClient(settings), new ListQueuesCommand({})],
    ["REST-JSON", "lambda", new LambdaClient(settings), new ListFunctionsCommand({})],
    ["REST-XML", "s3", new S3Client(settings), new ListBucketsCommand({})],
    ["REST-XML, a path", "s3", new S3Client(settings), new GetObjectCommand({ Bucket: "bucket", Key: "key" })],
  ]) {
    const text = `Twinstance does not have the service ${service}`;
    check(protocol, await told(client, command), ["NotImplemented", text, 501, 1]);
  }
}

await run(services);

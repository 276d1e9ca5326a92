import { util } from '@aws-appsync/utils';

/** Puts the scan in the stash where there is none like it; the one that is there stays as it is, and is the answer. */
export function request(ctx) {
  const { event } = ctx.stash;
  const { trackingNumber } = ctx.args.input;
  const eventId = `${event.time}#5#${event.status}#${event.place ?? ''}`;
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ trackingNumber, eventId }),
    attributeValues: util.dynamodb.toMapValues(event),
    condition: { expression: 'attribute_not_exists(eventId)' },
  };
}

export function response(ctx) {
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true, event: ctx.result };
}

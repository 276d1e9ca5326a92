import { util } from '@aws-appsync/utils';

const MOVES = {
  startPackaging: { from: 'NEW', to: 'IN_PROGRESS' },
  completePackaging: { from: 'IN_PROGRESS', to: 'COMPLETED' },
};

/** Moves a packaging request on, if it is where the move starts. Off NEW it leaves the sparse index. */
export function request(ctx) {
  const { from, to } = MOVES[ctx.info.fieldName];
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ orderId: ctx.args.input.orderId, productId: '__metadata' }),
    update: {
      expression: 'SET #status = :to, #modifiedDate = :now REMOVE #newDate',
      expressionNames: { '#status': 'status', '#modifiedDate': 'modifiedDate', '#newDate': 'newDate' },
      expressionValues: util.dynamodb.toMapValues({ ':to': to, ':now': util.time.nowISO8601() }),
    },
    condition: {
      expression: '#status = :from',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':from': from }),
    },
  };
}

export function response(ctx) {
  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') {
    refuse(ctx);
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true };
}

function refuse(ctx) {
  const { orderId } = ctx.args.input;
  if (!ctx.result) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  const { from } = MOVES[ctx.info.fieldName];
  util.error(`the packaging request for order ${orderId} is ${ctx.result.status}, not ${from}`, 'InvalidStatus');
}

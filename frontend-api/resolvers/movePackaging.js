import { util } from '@aws-appsync/utils';

const MOVES = {
  startPackaging: { from: 'NEW', to: 'IN_PROGRESS' },
  completePackaging: { from: 'IN_PROGRESS', to: 'COMPLETED' },
};

/** No table holds a longer key. */
const LONGEST = 500;

/**
 * Moves a packaging request on, if it is where the move starts. Off NEW it leaves the sparse index. Where there is none to start, the next
 * function of the pipeline says why.
 */
export function request(ctx) {
  const { orderId } = ctx.args.input;
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  const { from, to } = MOVES[ctx.info.fieldName];
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ orderId, productId: '__metadata' }),
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
    return { success: false };
  }
  if (ctx.error?.type === 'DynamoDB:TransactionConflictException') {
    const { orderId } = ctx.args.input;
    util.error(`the packaging request for order ${orderId} is being changed at this moment; try again`, 'Conflict');
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true };
}

function refuse(ctx) {
  const { orderId } = ctx.args.input;
  const { from } = MOVES[ctx.info.fieldName];
  if (ctx.result) {
    util.error(`the packaging request for order ${orderId} is ${ctx.result.status}, not ${from}`, 'InvalidStatus');
  }
  if (ctx.info.fieldName !== 'startPackaging') {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
}

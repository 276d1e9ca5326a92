import { util } from '@aws-appsync/utils';

const MOVES = {
  startDelivery: { from: 'NEW', to: 'IN_PROGRESS' },
  completeDelivery: { from: 'IN_PROGRESS', to: 'COMPLETED' },
  failDelivery: { from: 'IN_PROGRESS', to: 'FAILED' },
};

/** No table holds a longer key. */
const LONGEST = 500;

/** Moves a delivery on, if it is where the move starts. Off NEW it leaves the sparse index. */
export function request(ctx) {
  const { orderId } = ctx.args.input;
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    util.error(`there is no delivery of order ${orderId}`, 'NotFound');
  }
  const { from, to } = MOVES[ctx.info.fieldName];
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ orderId }),
    update: {
      expression: 'SET #status = :to, #modifiedDate = :now REMOVE #isNew',
      expressionNames: { '#status': 'status', '#modifiedDate': 'modifiedDate', '#isNew': 'isNew' },
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
    util.error(`there is no delivery of order ${orderId}`, 'NotFound');
  }
  const { from } = MOVES[ctx.info.fieldName];
  util.error(`the delivery of order ${orderId} is ${ctx.result.status}, not ${from}`, 'InvalidStatus');
}

// SPDX-License-Identifier: MIT
// One request with the vendor's old client for Node. Takes {"client": {...}, "data": {...}} on stdin, prints the answer.
const QcloudApi = require('qcloudapi-sdk')
const input = JSON.parse(require('fs').readFileSync(0, 'utf8'))
new QcloudApi(input.client).request(input.data, (error, answer) => {
  if (error) throw error
  console.log(JSON.stringify(answer))
})

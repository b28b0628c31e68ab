# Measuring connections: what the server says, the page, the agent, what is seen of a site.

ndt7-not-websocket = A connection is measured here by the ndt7 protocol, over WebSocket: a client of ndt7 asks for it (“passerelle measure”, or any of M-Lab’s).
ndt7-subprotocol = The request must name the WebSocket subprotocol { $subprotocol }: this is what tells ndt7 from anything else.
ndt7-query = What follows the “?” in the address is too long: ndt7 allows 4,096 bytes.
ndt7-busy = As many connections as this node can fairly serve are being measured just now. Please come back in { $seconds } seconds.

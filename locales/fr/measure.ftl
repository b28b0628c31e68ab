# La mesure des connexions : ce que dit le serveur, la page, l’agent, ce que l’on voit d’un site.

ndt7-not-websocket = Ici se mesure une connexion, par le protocole ndt7 sur WebSocket : c’est un client ndt7 qui le demande (« passerelle measure », ou l’un de ceux de M-Lab).
ndt7-subprotocol = La demande doit nommer le sous-protocole WebSocket { $subprotocol } : c’est lui qui distingue ndt7 de tout le reste.
ndt7-query = Ce qui suit le « ? » de l’adresse est trop long : ndt7 admet 4 096 octets.
ndt7-busy = Autant de connexions que ce nœud peut en servir équitablement sont mesurées en ce moment. Revenez dans { $seconds } secondes.

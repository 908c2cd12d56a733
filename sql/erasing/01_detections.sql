-- Details found in the messages of the erased; a message id that somebody else's message also bears stays.
DELETE FROM detections
WHERE
    message_id IN (SELECT id FROM gone_rows WHERE table_name = 'messages')
    AND message_id NOT IN (
        SELECT m.message_id FROM messages AS m WHERE m.client_id NOT IN (SELECT client_id FROM gone_clients)
    );

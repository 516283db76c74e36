<#assign subject = "Payment received: ${title}">
Hello ${full_name},

we received ${amount} for the ${package} package. Your release "${title}" now goes to the wire.

You can follow every step here:
${public_url}/dashboard/releases/${submission_id}

We write again as soon as the wire has it.

BravaPress
${public_url}

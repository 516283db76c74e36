<#assign subject = "Could not be submitted: ${title}">
Hello ${full_name},

we could not bring "${title}" to the wire. What happened:

    ${reason}

Your text and the record of your payment are kept. Our team knows and will write to you about another try or your money back. You need not do anything, and please do not pay again.

${public_url}/dashboard/releases/${submission_id}

BravaPress
${public_url}

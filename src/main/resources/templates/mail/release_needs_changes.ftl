<#assign subject = "The editors want a change: ${title}">
Hello ${full_name},

The wire's editors have not published "${title}" yet. They say:

${reason}

Your text and your payment are safe, and the change costs nothing extra. Answer this on the page of your release; "Write to us" reaches a person:
${public_url}/dashboard/releases/${submission_id}

BravaPress
${public_url}

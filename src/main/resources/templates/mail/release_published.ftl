<#assign subject = "Published: ${title}">
Hello ${full_name},

"${title}" is out. Read it here:
${wire_url}

The distribution report, with links to who picked it up, follows in a day or two. This page will show it:
${public_url}/dashboard/releases/${submission_id}

BravaPress
${public_url}

<#assign subject = "Contact page: ${name}">
${name} (${email}) writes:

${message}

${public_url}/dashboard/admin
